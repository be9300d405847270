//! The waitlist: people who asked for access before they can sign up.

use crate::client::{ClerkClient, DeletedObject, Page, Result, Segment, WaitlistEntry};
use crate::{clerk_tool, tool_type, toolset};

toolset! {
    /// The tools for the waitlist.
    pub const TOOLS = [
        list_waitlist_entries,
        create_waitlist_entry,
        create_bulk_waitlist_entries,
        invite_waitlist_entry,
        reject_waitlist_entry,
        delete_waitlist_entry,
    ];
}

/// The status of a waitlist entry.
#[tool_type]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WaitlistStatus {
    /// Nobody decided yet.
    Pending,
    /// The person was invited.
    Invited,
    /// The person signed up.
    Completed,
    /// The person was rejected.
    Rejected,
}

/// List the people on the waitlist, or find one by email address.
#[clerk_tool(effect = read, endpoint = "GET /waitlist_entries")]
pub async fn list_waitlist_entries(
    clerk: &ClerkClient,
    /// Part of an email address, or an exact id.
    query: Option<String>,
    /// Only entries with this status.
    status: Option<WaitlistStatus>,
    /// `created_at`, `email_address` or `invited_at`; with `-` in front: descending. Default `-created_at`.
    order_by: Option<String>,
    /// Default 10.
    #[schemars(range(min = 1, max = 500))]
    limit: Option<u32>,
    /// Rows to skip.
    offset: Option<u32>,
) -> Result<Page<WaitlistEntry>>;

/// Put an email address on the waitlist. If it is already there, its entry is returned unchanged.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /waitlist_entries")]
pub async fn create_waitlist_entry(
    clerk: &ClerkClient,
    /// The email address.
    email_address: String,
    /// Send a confirmation email; default true.
    notify: Option<bool>,
) -> Result<WaitlistEntry>;

/// An email address to put on the waitlist.
#[tool_type]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewWaitlistEntry {
    /// The email address.
    pub email_address: String,
    /// Send a confirmation email; default true.
    pub notify: Option<bool>,
}

/// Put up to 50 email addresses on the waitlist. Those already on it keep their entries.
#[clerk_tool(effect = write, idempotent, endpoint = "POST /waitlist_entries/bulk")]
pub async fn create_bulk_waitlist_entries(
    clerk: &ClerkClient,
    /// Each address only once.
    #[wire(body)]
    #[schemars(length(min = 1, max = 50))]
    entries: Vec<NewWaitlistEntry>,
) -> Result<Vec<WaitlistEntry>>;

/// Invite a person on the waitlist to sign up. Clerk sends the email at once.
#[clerk_tool(effect = write, endpoint = "POST /waitlist_entries/{waitlist_entry_id}/invite")]
pub async fn invite_waitlist_entry(
    clerk: &ClerkClient,
    /// The entry's id, from `listWaitlistEntries`.
    waitlist_entry_id: Segment,
    /// Also invite an address that is already invited or belongs to a user; default false.
    ignore_existing: Option<bool>,
) -> Result<WaitlistEntry>;

/// Reject a person on the waitlist. The entry stays, with the status `rejected`.
#[clerk_tool(effect = write, endpoint = "POST /waitlist_entries/{waitlist_entry_id}/reject")]
pub async fn reject_waitlist_entry(
    clerk: &ClerkClient,
    /// The entry's id, from `listWaitlistEntries`.
    waitlist_entry_id: Segment,
) -> Result<WaitlistEntry>;

/// Delete a pending entry of the waitlist. To keep a record of a refusal, use `rejectWaitlistEntry`.
#[clerk_tool(effect = destructive, endpoint = "DELETE /waitlist_entries/{waitlist_entry_id}")]
pub async fn delete_waitlist_entry(
    clerk: &ClerkClient,
    /// The entry's id, from `listWaitlistEntries`.
    waitlist_entry_id: Segment,
) -> Result<DeletedObject>;
