"""The answer bank: for each exercise, right answers by other routes and wrong answers with the words they must get.

One file per topic, with `RIGHT` (task -> answer cells) and `WRONG` (task -> pairs of answer cell and words). The cells
run in real notebooks, on several firms. Cells that a fresh reader wrote are kept here too, right or wrong.
"""
