"""What customers show by how they answer, and how sure that is: decay, shrinkage, ranking, intervals."""
