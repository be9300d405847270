//! The state of one instance: a table for each kind of resource.

use std::collections::{BTreeMap, HashMap};

use super::clock;
use super::invitations::Invitation;
use super::memberships::Membership;
use super::organization_invitations::OrganizationInvitation;
use super::organizations::Organization;
use super::users::User;

/// Everything that an instance holds.
#[derive(Debug, Default)]
pub(super) struct Instance {
    pub(super) users: Table<User>,
    pub(super) organizations: Table<Organization>,
    pub(super) memberships: Table<Membership>,
    pub(super) organization_invitations: Table<OrganizationInvitation>,
    pub(super) invitations: Table<Invitation>,
    /// The address of the pages that the instance hosts. Links in invitations start with it.
    pub(super) accounts_url: String,
    /// When the instance started, in Unix milliseconds.
    pub(super) created_at: i64,
}

impl Instance {
    /// An instance without any resources.
    pub(super) fn new(accounts_url: String) -> Self {
        Self { accounts_url, created_at: clock::now(), ..Self::default() }
    }
}

/// A resource with an id.
pub(super) trait Row {
    /// The id, unique within its table.
    fn id(&self) -> &str;
}

/// Resources by id, in the order of insertion.
#[derive(Debug)]
pub(super) struct Table<T> {
    rows: BTreeMap<u64, T>,
    positions: HashMap<String, u64>,
    next: u64,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), positions: HashMap::new(), next: 0 }
    }
}

impl<T: Row> Table<T> {
    /// Adds a resource and returns it. Its id must be new.
    pub(super) fn insert(&mut self, row: T) -> &T {
        let position = self.next;
        self.next += 1;
        self.positions.insert(row.id().to_owned(), position);
        self.rows.entry(position).or_insert(row)
    }

    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.rows.get(self.positions.get(id)?)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.rows.get_mut(self.positions.get(id)?)
    }

    pub(super) fn remove(&mut self, id: &str) -> Option<T> {
        self.rows.remove(&self.positions.remove(id)?)
    }

    /// Removes each resource for which `keep` returns `false`.
    pub(super) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.rows.retain(|_, row| keep(row));
        self.positions.retain(|_, position| self.rows.contains_key(position));
    }

    /// The resources, the newest first.
    pub(super) fn iter(&self) -> impl DoubleEndedIterator<Item = &T> {
        self.rows.values().rev()
    }
}
