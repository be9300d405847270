//! Connects the client to tools: Clerk's errors become tool errors, and Clerk's resources become tool outputs.

mod error;
mod ids;
mod resources;
mod times;
