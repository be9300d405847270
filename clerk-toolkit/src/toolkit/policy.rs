//! What a toolkit lets through.

use std::sync::Arc;

use crate::auth::AuthContext;

/// The settings that decide what is offered, allowed and shown.
#[derive(Debug, Clone, Default)]
pub(super) struct Policy {
    pub(super) auth: Option<Arc<AuthContext>>,
    pub(super) read_only: bool,
    pub(super) allow_private_metadata: bool,
    pub(super) allow_instance_tools: bool,
}
