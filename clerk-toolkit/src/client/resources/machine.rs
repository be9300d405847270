//! What programs sign in with: API keys, machines and their tokens.

use serde_json::{Map, Value};

use super::super::ids::Segment;
use super::super::times::UnixMillis;

resource! {
    /// An API key, which acts for a user or an organization. The key itself is not part of it.
    ApiKey as "api_key" {
        /// The id of the API key.
        [concise] id: Segment,
        /// The kind of key.
        r#type: &str,
        /// The user or organization that the key acts for.
        [concise] subject: &str,
        /// The name.
        [concise untrusted] name: &str,
        /// The description.
        [concise untrusted] description: &str,
        /// The claims that its verification returns.
        [customer] claims: &Map<String, Value>,
        /// The scopes.
        [concise] scopes: Vec<&str>,
        /// Whether it was revoked.
        [concise] revoked: bool,
        /// Why it was revoked.
        [concise] revocation_reason: &str,
        /// Whether it has expired.
        [concise] expired: bool,
        /// When it expires.
        [concise] expiration: UnixMillis,
        /// The user who created it.
        created_by: &str,
        /// When it was last used.
        [concise] last_used_at: UnixMillis,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] secret,
    }
}

resource! {
    /// A machine: a service that signs in with its own secret key.
    Machine as "machine" {
        /// The machine's id.
        [concise] id: Segment,
        /// The name.
        [concise] name: &str,
        /// The instance.
        instance_id: Segment,
        /// Seconds that its tokens live if a request does not say it.
        [concise] default_token_ttl: i64,
        /// The machines that it may call.
        [concise] scoped_machines: Vec<ScopedMachine>,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] secret_key,
    }
}

resource! {
    /// A machine that another machine may call.
    ScopedMachine as "scoped_machine" {
        /// The machine's id.
        [concise] id: Segment,
        /// The name.
        [concise] name: &str,
        /// The instance.
        instance_id: Segment,
        /// Seconds that its tokens live if a request does not say it.
        default_token_ttl: i64,
        /// When it was created.
        created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] secret_key,
    }
}

resource! {
    /// The permission of a machine to call another.
    MachineScope as "machine_scope" {
        /// The machine that calls.
        [concise] from_machine_id: Segment,
        /// The machine that is called.
        [concise] to_machine_id: Segment,
        /// Whether the permission was deleted.
        [concise] deleted: bool,
        /// When it was created.
        [concise] created_at: UnixMillis,
    }
}

resource! {
    /// A token of a machine. The token itself is not part of it.
    MachineToken as "machine_to_machine_token" {
        /// The token's id.
        [concise] id: Segment,
        /// The machine.
        [concise] subject: &str,
        /// The claims.
        [customer] claims: &Map<String, Value>,
        /// The machines that accept the token.
        [concise] scopes: Vec<&str>,
        /// Whether it was revoked.
        [concise] revoked: bool,
        /// Why it was revoked.
        [concise] revocation_reason: &str,
        /// Whether it has expired.
        [concise] expired: bool,
        /// When it expires.
        [concise] expiration: UnixMillis,
        /// When it was last used.
        last_used_at: UnixMillis,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
    also {
        [secret] token,
    }
}
