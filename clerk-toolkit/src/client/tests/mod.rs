//! Tests of the client over a real connection, against a server that follows a script.

mod changes;
mod config;
mod faults;
mod ids;
mod limits;
mod methods;
mod requests;
mod resources;
mod responses;
mod retries;
mod server;
