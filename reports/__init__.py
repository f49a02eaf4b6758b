"""Reports as documents: one layout, written as HTML, DOCX and PDF. Text is only ever text here, whatever stands in it."""
