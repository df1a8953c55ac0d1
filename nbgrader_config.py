"""nbgrader's configuration for this course: `nbgrader` is run in this folder."""

from ssl_trainer.preprocessors import OutcomeDecides

c = get_config()

c.CourseDirectory.course_id = "social-selling-course"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# The exercises are in the checkout already. They are made files, so making them again loses nothing.
c.GenerateAssignment.force = True

# The line `name = ...` above a solution stays; this stands where the solution was.
c.ClearSolutions.code_stub = {"python": "# put your answer in place of the three dots"}
c.ClearSolutions.text_stub = "Write here, in place of this line."

# A tag on a check cell must not skip it: nbgrader would give it full marks.
c.Execute.skip_cells_with_tag = ""
# Marks follow the outcome that a check records, not what else its cell printed.
c.Autograde.autograde_preprocessors.insert(1, OutcomeDecides)
