//! What is wrong with the value of an argument.

/// Why a value does not have an argument's type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct ArgumentProblem {
    /// The place inside the value, written after the argument's name: `.items[2].count`, or empty.
    pub(super) path: String,
    pub(super) message: String,
}
