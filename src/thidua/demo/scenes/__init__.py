"""The scenes of the sample year, in order of their days. Each acts through the rooms' actions, as its people would."""
