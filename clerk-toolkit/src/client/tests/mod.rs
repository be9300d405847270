//! The client's behaviour, shown from outside: over a real connection to a server that follows a script.

mod responses;
mod config;
mod ids;
mod limits;
mod methods;
mod requests;
mod resources;
mod retries;
mod server;
