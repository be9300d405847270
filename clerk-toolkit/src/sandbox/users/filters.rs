//! The filters of the list and the count of users.

use super::{Identification, User};
use crate::sandbox::error::ErrorEntry;
use crate::sandbox::request::{IdFilter, Request};
use crate::sandbox::store::Instance;

/// The users that pass every filter in the query.
pub(super) fn matching<'a>(instance: &'a Instance, request: &Request) -> Result<Vec<&'a User>, ErrorEntry> {
    let filters = Filters::read(request)?;
    Ok(instance.users.iter().filter(|user| filters.accept(instance, user)).collect())
}

struct Filters<'a> {
    request: &'a Request,
    user_id: IdFilter<'a>,
    organization_id: IdFilter<'a>,
    external_id: IdFilter<'a>,
    banned: Option<bool>,
    created_before: Option<i64>,
    created_after: Option<i64>,
    /// Whether a filter asks for data that no user of a sandbox has: sessions, sign-ins, external accounts.
    impossible: bool,
}

impl<'a> Filters<'a> {
    fn read(request: &'a Request) -> Result<Self, ErrorEntry> {
        let mut impossible = request.query("provider").is_some();
        for name in [
            "last_active_at_before",
            "last_active_at_after",
            "last_active_at_since",
            "last_sign_in_at_before",
            "last_sign_in_at_after",
        ] {
            impossible |= request.query_integer(name)?.is_some();
        }
        Ok(Self {
            request,
            user_id: IdFilter::read(request, "user_id"),
            organization_id: IdFilter::read(request, "organization_id"),
            external_id: IdFilter::read(request, "external_id"),
            banned: request.query_boolean("banned")?,
            created_before: request.query_integer("created_at_before")?,
            created_after: request.query_integer("created_at_after")?,
            impossible,
        })
    }

    fn accept(&self, instance: &Instance, user: &User) -> bool {
        let is_member = |organization: &str| {
            instance
                .memberships
                .iter()
                .any(|member| member.organization_id == organization && member.user_id == user.id)
        };
        !self.impossible
            && self.user_id.accepts(|id| id == user.id)
            && self.organization_id.accepts(is_member)
            && self.external_id.accepts(|id| Some(id) == user.external_id.as_deref())
            && self.banned.is_none_or(|banned| banned == user.banned)
            && self.created_before.is_none_or(|time| user.created_at < time)
            && self.created_after.is_none_or(|time| user.created_at > time)
            && accepts_identity(self.request, user)
    }
}

/// The filters on a user's identity: an exact identifier, or a part of an identifier or the name. Lists of members have
/// these filters too.
pub(in crate::sandbox) fn accepts_identity(request: &Request, user: &User) -> bool {
    let exact = |name, values: &[&str]| {
        let wanted = request.query_all(name);
        wanted.is_empty() || wanted.iter().any(|wanted| values.iter().any(|value| value.eq_ignore_ascii_case(wanted)))
    };
    let part = |name, values: &[&str]| {
        request.query(name).is_none_or(|wanted| {
            let wanted = wanted.to_lowercase();
            values.iter().any(|value| value.to_lowercase().contains(&wanted))
        })
    };
    let emails = values(&user.email_addresses);
    let phones = values(&user.phone_numbers);
    let wallets = values(&user.web3_wallets);
    let username: Vec<&str> = user.username.as_deref().into_iter().collect();
    let (first, last) = (user.first_name.as_deref().unwrap_or_default(), user.last_name.as_deref().unwrap_or_default());
    let full_name = format!("{first} {last}");
    let name = [full_name.trim()];
    let everything = [&emails[..], &phones, &wallets, &username, &name, &[&user.id]].concat();

    exact("email_address", &emails)
        && exact("phone_number", &phones)
        && exact("web3_wallet", &wallets)
        && exact("username", &username)
        && part("email_address_query", &emails)
        && part("phone_number_query", &phones)
        && part("username_query", &username)
        && part("name_query", &name)
        && part("query", &everything)
}

fn values(identifications: &[Identification]) -> Vec<&str> {
    identifications.iter().map(|identification| identification.value.as_str()).collect()
}
