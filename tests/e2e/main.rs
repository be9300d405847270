//! Tests of the toolkit from outside. Every call goes over real HTTP, to a sandbox or to a scripted server.

mod catalog;
mod contract;
mod documents;
mod dynamic;
mod errors;
mod hostile_ids;
mod model_arguments;
mod redaction;
mod schemas;
mod session;
mod tokens;
mod toolset;
