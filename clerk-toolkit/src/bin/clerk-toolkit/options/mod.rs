//! Options that several commands have.

mod address;
mod instance;
mod log;
mod patterns;
mod policy;

pub(crate) use address::address;
pub(crate) use instance::{API_URL, API_VERSION, Instance, InstanceOptions, SECRET_KEY, secret, unused_client};
pub(crate) use log::LogOptions;
pub(crate) use patterns::select;
pub(crate) use policy::{Policy, ToolOptions};
