//! What a toolkit permits.

use std::sync::Arc;

use crate::auth::AuthContext;

/// The settings that decide which tools are offered, and what calls may do and show.
#[derive(Debug, Clone, Default)]
pub(super) struct Policy {
    pub(super) auth: Option<Arc<AuthContext>>,
    pub(super) read_only: bool,
    pub(super) allow_private_metadata: bool,
    pub(super) allow_instance_tools: bool,
    pub(super) concise: bool,
}
