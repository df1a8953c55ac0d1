"""What a trainer runs: the generator of the firm, the exercises made from the solutions, and marking."""
