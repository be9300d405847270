//! The binary, as people, scripts and MCP clients use it.

mod binary;
mod calls;
mod completion;
mod discovery;
mod doctor;
mod escapes;
mod http;
mod install;
mod keys;
mod malformed;
mod network;
mod patterns;
mod reference;
mod refusals;
mod serving;
mod snapshots;
mod terminal;
mod tools;
mod uninstall;
