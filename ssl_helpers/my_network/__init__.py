"""A picture of one's own network from one's own LinkedIn archive: counts in groups, in memory, nothing sent."""
