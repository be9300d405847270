//! Who may sign up: the allowlist, the blocklist and the waitlist.

use super::super::ids::{AllowlistIdentifierId, BlocklistIdentifierId, InvitationId};
use super::super::times::UnixMillis;
use super::invitation::Invitation;

resource! {
    /// An entry of the allowlist: if the list is on, only people with these identifiers can sign up.
    AllowlistIdentifier as "allowlist_identifier" {
        /// The entry's id.
        [concise] id: AllowlistIdentifierId,
        /// An email address, all addresses of a domain such as `*@example.com`, a phone number or a web3 wallet.
        [concise] identifier: &str,
        /// `email_address`, `phone_number` or `web3_wallet`.
        identifier_type: &str,
        /// The invitation that was sent, if any.
        [concise] invitation_id: InvitationId,
        /// The instance.
        instance_id: &str,
        /// When it was added.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// An entry of the blocklist: people with these identifiers cannot sign up.
    BlocklistIdentifier as "blocklist_identifier" {
        /// The entry's id.
        [concise] id: BlocklistIdentifierId,
        /// An email address, all addresses of a domain such as `*@example.com`, a phone number or a web3 wallet.
        [concise] identifier: &str,
        /// `email_address`, `phone_number` or `web3_wallet`.
        identifier_type: &str,
        /// The instance.
        instance_id: &str,
        /// When it was added.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A person on the waitlist.
    WaitlistEntry as "waitlist_entry" {
        /// The entry's id.
        [concise] id: &str,
        /// The email address.
        [concise untrusted] email_address: &str,
        /// `pending`, `invited`, `rejected` or `completed`.
        [concise] status: &str,
        /// Whether a batch is processing it, so that nothing else can change it.
        is_locked: bool,
        /// The invitation that was sent, if any.
        invitation: Invitation,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}
