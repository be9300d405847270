//! Configuration files that belong to somebody else: read, changed in few places, and written back whole or not at all.
//!
//! They are apart from the commands because nothing here knows of a client, an entry or a flag. What a file is to say
//! is handed in as a value, and the work is to leave alone whatever else stands there: comments, line ends, owner and
//! permissions.

mod document;
mod file;
mod json;
mod toml;

pub(crate) use document::{Format, Problem, Shape};
pub(crate) use file::Config;
