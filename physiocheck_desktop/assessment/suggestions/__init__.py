"""Proposes changes of an exercise from a patient's sessions, by statistics that a clinician can follow."""
