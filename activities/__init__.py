"""The side effects that workflows name. Each may be run again at any point, also after it committed."""
