//! The state of one instance: a table for each kind of resource.

use std::collections::{BTreeMap, HashMap};

use super::clock;
use super::invitations::Invitation;
use super::memberships::Membership;
use super::organization_invitations::OrganizationInvitation;
use super::organizations::Organization;
use super::users::User;

/// Everything an instance knows.
#[derive(Debug, Default)]
pub(super) struct Instance {
    pub(super) users: Table<User>,
    pub(super) organizations: Table<Organization>,
    pub(super) memberships: Table<Membership>,
    pub(super) organization_invitations: Table<OrganizationInvitation>,
    pub(super) invitations: Table<Invitation>,
    /// Where the instance's own pages live; links in invitations begin with it.
    pub(super) accounts_url: String,
    /// When the instance was started, in Unix milliseconds.
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

/// Resources by id, in the order in which they were added.
#[derive(Debug)]
pub(super) struct Table<T> {
    rows: BTreeMap<u64, T>,
    places: HashMap<String, u64>,
    next: u64,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { rows: BTreeMap::new(), places: HashMap::new(), next: 0 }
    }
}

impl<T: Row> Table<T> {
    /// Adds a resource, whose id must be new, and gives it back.
    pub(super) fn insert(&mut self, row: T) -> &T {
        let place = self.next;
        self.next += 1;
        self.places.insert(row.id().to_owned(), place);
        self.rows.entry(place).or_insert(row)
    }

    pub(super) fn get(&self, id: &str) -> Option<&T> {
        self.rows.get(self.places.get(id)?)
    }

    pub(super) fn get_mut(&mut self, id: &str) -> Option<&mut T> {
        self.rows.get_mut(self.places.get(id)?)
    }

    pub(super) fn remove(&mut self, id: &str) -> Option<T> {
        self.rows.remove(&self.places.remove(id)?)
    }

    /// Removes what `keep` does not accept.
    pub(super) fn retain(&mut self, keep: impl Fn(&T) -> bool) {
        self.rows.retain(|_, row| keep(row));
        self.places.retain(|_, place| self.rows.contains_key(place));
    }

    /// The resources, the last added first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.rows.values().rev()
    }
}
