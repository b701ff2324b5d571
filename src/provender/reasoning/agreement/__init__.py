"""What the agreement of teachers says about their answers: error rates with intervals, and how sure one may be."""
