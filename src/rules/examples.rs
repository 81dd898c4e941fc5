//! Runs the examples that stand in the documentation of the rules.
