//! Which users a list or a count is about.

use super::{Identification, User};
use crate::sandbox::error::Problem;
use crate::sandbox::request::{IdFilter, Request};
use crate::sandbox::store::Instance;

/// The users that pass every filter in the query.
pub(super) fn matching<'a>(instance: &'a Instance, call: &Request) -> Result<Vec<&'a User>, Problem> {
    let filters = Filters::read(call)?;
    Ok(instance.users.iter().filter(|user| filters.accept(instance, user)).collect())
}

struct Filters<'a> {
    call: &'a Request,
    user_id: IdFilter<'a>,
    organization_id: IdFilter<'a>,
    external_id: IdFilter<'a>,
    banned: Option<bool>,
    created_before: Option<i64>,
    created_after: Option<i64>,
    /// A filter on something no user of a sandbox has: sessions, sign-ins, accounts elsewhere.
    impossible: bool,
}

impl<'a> Filters<'a> {
    fn read(call: &'a Request) -> Result<Self, Problem> {
        let mut impossible = call.query("provider").is_some();
        for name in [
            "last_active_at_before",
            "last_active_at_after",
            "last_active_at_since",
            "last_sign_in_at_before",
            "last_sign_in_at_after",
        ] {
            impossible |= call.query_whole(name)?.is_some();
        }
        Ok(Self {
            call,
            user_id: IdFilter::read(call, "user_id"),
            organization_id: IdFilter::read(call, "organization_id"),
            external_id: IdFilter::read(call, "external_id"),
            banned: call.query_boolean("banned")?,
            created_before: call.query_whole("created_at_before")?,
            created_after: call.query_whole("created_at_after")?,
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
            && accepts_identity(self.call, user)
    }
}

/// The filters by who a user is: exact identifiers, and parts of them or of the name. Lists of members take them too.
pub(in crate::sandbox) fn accepts_identity(call: &Request, user: &User) -> bool {
    let exact = |name, values: &[&str]| {
        let wanted = call.query_all(name);
        wanted.is_empty() || wanted.iter().any(|wanted| values.iter().any(|value| value.eq_ignore_ascii_case(wanted)))
    };
    let part = |name, values: &[&str]| {
        call.query(name).is_none_or(|wanted| {
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
