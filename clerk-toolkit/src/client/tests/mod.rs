//! The client's behaviour, shown from outside: over a real connection to a server that follows a script.

mod config;
mod ids;
mod limits;
mod methods;
mod requests;
mod resources;
mod responses;
mod retries;
mod server;
