"""What a session comes to as a whole: success, distributions, difficulty and discrimination, for all and by group.

In comes what is known of each candidate, one at a time; counters alone are kept, so that memory does not grow with the
number of candidates. Everything is exact: whole numbers and fractions, rounded when they are shown.
"""
