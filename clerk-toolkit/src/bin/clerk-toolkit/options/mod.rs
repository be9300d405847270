//! Options that several commands share.

mod address;
mod instance;
mod log;
mod patterns;
mod policy;

pub(crate) use address::address;
pub(crate) use instance::{API_URL, API_VERSION, Instance, InstanceOptions, SECRET_KEY, secret, unused_client};
pub(crate) use log::LogOptions;
pub(crate) use patterns::{full_name, tool};
pub(crate) use policy::ToolOptions;
