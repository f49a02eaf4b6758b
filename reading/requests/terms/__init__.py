"""What is asked and by when: the things to be done, deliverables, receivers, limits and rhythms.

* The thing to be done, as it is shown: ``actions``.
* The deliverable: ``deliverables`` asks ``heads`` where the verbs stand, ``objects`` for the thing that they have for their object
  (``things``: whether it is one, ``counting``: how many), ``reports`` for those that are told by a verb, and ``additions`` whether it is
  only put into a report that comes anyway. They hand on what ``asked`` holds; of several things asked for in one paragraph ``alongside``
  says how they stand to each other.
* Who receives it: ``recipients`` asks ``handed``, ``told``, ``provided`` and ``considered``, each for its own way of saying it;
  ``receivers`` reads the names, ``relations`` leaves out a "to" that a noun has for itself, ``others`` what somebody else tells.
* By when: ``deadlines`` chooses among the paragraph's times, ``belonging`` says which are told of something else, and asks ``cases`` for
  those of what may come or is only spoken of.
* How often: ``recurrence`` knows the ``rhythms`` by their wording and by the things that come again (``recurring_things``), and leaves
  out those of something else (``others_rhythms``).
* Who is consulted, who supports, what limits it: ``slots``.
"""
