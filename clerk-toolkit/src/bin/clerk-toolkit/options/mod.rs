//! Options that several commands share.

mod address;
mod instance;
mod key;
mod log;
mod patterns;
mod policy;

pub(crate) use address::{address, is_this_machine};
pub(crate) use instance::{API_URL, API_VERSION, Instance, InstanceOptions};
pub(crate) use key::{SECRET_KEY, secret, shared_mode};
pub(crate) use log::LogOptions;
pub(crate) use patterns::{full_name, of_category, tool};
pub(crate) use policy::ToolOptions;
