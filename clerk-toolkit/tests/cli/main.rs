//! The binary, as people, scripts and MCP clients meet it.

mod binary;
mod calls;
mod install;
mod malformed;
mod patterns;
mod readme;
mod refusals;
mod serving;
mod snapshots;
mod tools;
mod uninstall;
