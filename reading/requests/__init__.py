"""From a provision to its proposals: the acts in it, who is asked, for what, by when, to whom, after consulting whom."""
