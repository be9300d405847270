//! What `listUsers` does beyond the one request for a list.

use crate::client::{ClerkClient, Page, Request, Result, User, UserCount};

/// Users per request while they are filtered here; the most that Clerk allows.
const CHUNK: u64 = 500;

/// The most users that one call filters here.
const MOST: u64 = 2_000;

/// A search for users. `filter` adds the filters to a request.
pub(super) struct Search<'a, F> {
    clerk: &'a ClerkClient,
    filter: F,
    order: Option<String>,
}

impl<'a, F: Fn(Request<'a>) -> Request<'a>> Search<'a, F> {
    pub(super) fn new(clerk: &'a ClerkClient, order: Option<String>, filter: F) -> Self {
        Self { clerk, filter, order }
    }

    pub(super) async fn run(&self, locked: Option<bool>, limit: u64, offset: u64) -> Result<Page<User>> {
        match locked {
            None => self.page(limit, offset).await,
            Some(locked) => self.locked(locked, limit, offset).await,
        }
    }

    /// One page. Clerk does not send the total with it, so it is read too unless the page shows it.
    async fn page(&self, limit: u64, offset: u64) -> Result<Page<User>> {
        let mut page = self.rows(limit, offset).await?;
        let count = page.data.len() as u64;
        let is_end = count < limit && (count > 0 || offset == 0);
        page.total = if is_end { Some(offset + count) } else { self.total().await? };
        if let Some(total) = page.total {
            page.next_offset = page.next_offset.filter(|next| *next < total);
        }
        Ok(page)
    }

    /// The first users from `offset` on that are locked, or not. Clerk has no such filter. `next_offset` is where the
    /// search ended, because there are enough users or because it read as many as one call may read.
    async fn locked(&self, locked: bool, limit: u64, offset: u64) -> Result<Page<User>> {
        let mut found = Page::default();
        let mut position = offset;
        while position - offset < MOST {
            let rows = self.rows(CHUNK, position).await?.data;
            let is_last = (rows.len() as u64) < CHUNK;
            for user in rows {
                position += 1;
                if user.locked() == Some(locked) {
                    found.data.push(user);
                }
                if found.data.len() as u64 >= limit {
                    found.next_offset = Some(position);
                    return Ok(found);
                }
            }
            if is_last {
                return Ok(found);
            }
        }
        found.next_offset = Some(position);
        Ok(found)
    }

    async fn rows(&self, limit: u64, offset: u64) -> Result<Page<User>> {
        let request = (self.filter)(self.clerk.get("users")).argument("order_by", "orderBy", &self.order);
        request.query("limit", limit).query("offset", offset).send().await
    }

    async fn total(&self) -> Result<Option<u64>> {
        let count: UserCount = (self.filter)(self.clerk.get("users/count")).send().await?;
        Ok(count.total_count().and_then(|total| total.try_into().ok()))
    }
}

/// An external id as Clerk's filter reads it. A sign at the start of an id would mean "except this one".
pub(super) fn included(id: String) -> String {
    if id.starts_with(['+', '-']) { format!("+{id}") } else { id }
}
