"""A finding in a model, traced to the datasets it rests on: those are taken back, or the model is withheld."""
