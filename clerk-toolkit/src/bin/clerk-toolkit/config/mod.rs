//! Configuration files of other programs: read, changed in few places, and written back whole or not at all.
//!
//! This module is separate from the commands because it knows nothing of clients, entries and flags. It gets the wanted
//! content as a value, and preserves everything else: comments, line ends, owner and permissions.

mod document;
mod file;
mod json;
#[cfg(test)]
mod properties;
mod toml;

pub(crate) use document::{EditProblem, Format, Shape};
pub(crate) use file::Config;
