//! The words of people, with the words that tools use for the same thing.

use super::words::{all_stems, stems};

/// How many other words may stand between two words of a phrase: "kick Alan out", "log her account out".
const BETWEEN: usize = 3;

/// Phrases, and the words that replace them in a request.
const TABLE: &[(&str, &str)] = &[
    // People and groups.
    ("account", "user"),
    ("accounts", "users"),
    ("buyer", "user"),
    ("client", "user client"),
    ("colleague", "user"),
    ("contractor", "user"),
    ("customer", "user"),
    ("employee", "user"),
    ("everybody", "users"),
    ("everyone", "users"),
    ("guy", "user"),
    ("human", "user"),
    ("man", "user"),
    ("people", "users"),
    ("person", "user"),
    ("profile", "user"),
    ("somebody", "user"),
    ("someone", "user"),
    ("spammer", "ban user"),
    ("subscriber", "user"),
    ("woman", "user"),
    ("company", "organization"),
    ("org", "organization"),
    ("team", "organization"),
    ("tenant", "organization"),
    ("workspace", "organization"),
    ("firm", "organization"),
    ("app", "application"),
    ("teammate", "organization member"),
    ("staff", "organization member"),
    ("belong to", "list organization membership"),
    ("which teams person", "list user organizations"),
    ("organizations member of", "list user organizations"),
    ("teams member of", "list user organizations"),
    ("companies member of", "list user organizations"),
    ("people in", "list organization members"),
    ("everyone in", "list organization members"),
    ("everybody in", "list organization members"),
    ("who is in", "list organization members"),
    ("in organization", "organization members"),
    ("user organizations", "list user organizations"),
    ("members of", "list organization members"),
    ("part of", "list organization membership"),
    // Finding.
    ("who", "list users members"),
    ("which", "list"),
    ("what", "list get"),
    ("where", "list get"),
    ("all", "list"),
    ("every", "list"),
    ("find", "list get"),
    ("search", "list"),
    ("look up", "list get"),
    ("look for", "list get"),
    ("show", "list get"),
    ("display", "list get"),
    ("see", "list get"),
    ("view", "get list"),
    ("open", "get"),
    ("tell", "get"),
    ("detail", "get"),
    ("fetch", "get"),
    ("read", "get"),
    ("check", "get verify"),
    ("pending", "list pending"),
    ("still open", "list pending"),
    ("history", "list"),
    ("how many", "count"),
    ("number of", "count"),
    ("total", "count"),
    // Adding and changing.
    ("add", "create add"),
    ("make", "create"),
    ("new", "create"),
    ("set up", "create"),
    ("register", "create"),
    ("open new", "create"),
    ("save", "create update"),
    ("start", "create"),
    ("define", "create"),
    ("provision", "create"),
    ("mint", "create"),
    ("establish", "create"),
    ("onboard", "create user"),
    ("by hand", "create"),
    ("generate", "create"),
    ("issue", "create"),
    ("put in", "create membership"),
    ("put into", "create membership"),
    ("add to team", "create organization membership"),
    ("add member", "create membership"),
    ("change", "update"),
    ("edit", "update"),
    ("modify", "update"),
    ("set", "update set"),
    ("adjust", "update adjust"),
    ("correct", "update"),
    ("fix", "update"),
    ("rename", "update name"),
    ("surname", "update user last name"),
    ("last name", "update user last name"),
    ("first name", "update user first name"),
    ("username", "update user username"),
    ("nickname", "update user username"),
    ("correct spelling", "update"),
    ("upgrade", "update"),
    ("increase", "update"),
    ("raise", "update"),
    ("limit", "max"),
    ("switch", "update"),
    ("swap", "replace"),
    ("overwrite", "replace"),
    ("turn on", "update enable"),
    ("turn off", "update disable"),
    ("configure", "update settings"),
    ("make primary", "update primary"),
    ("make admin", "update membership role"),
    ("promote", "update membership role"),
    ("make administrator", "update membership role"),
    ("make owner", "update membership role"),
    ("make member", "update membership role"),
    ("administrator", "role membership"),
    ("admin", "role members"),
    ("give access", "create membership"),
    ("grant access", "create membership"),
    ("give permission", "assign permission role"),
    ("grant permission", "assign permission role"),
    ("let role", "assign permission role"),
    ("take permission", "remove permission role"),
    ("demote", "update membership role"),
    ("change role", "update membership role"),
    ("give role", "update membership role"),
    ("note", "update metadata"),
    ("tag", "update metadata"),
    ("label", "update metadata"),
    ("store", "update metadata"),
    ("crm", "metadata"),
    ("custom data", "metadata"),
    ("custom field", "metadata"),
    // Removing.
    ("remove", "delete remove"),
    ("erase", "delete"),
    ("drop", "delete"),
    ("wipe", "delete"),
    ("purge", "delete"),
    ("destroy", "delete"),
    ("discard", "delete"),
    ("clear", "delete remove"),
    ("throw away", "delete"),
    ("take away", "delete remove"),
    ("take down", "delete"),
    ("shut down", "delete"),
    ("get rid of", "delete"),
    ("close account", "delete user"),
    ("unlink", "delete external account"),
    ("disconnect", "delete external account"),
    ("kick out", "delete remove membership"),
    ("kick off team", "delete organization membership"),
    ("take off", "delete membership"),
    ("off team", "delete organization membership"),
    ("revoke access", "delete membership revoke"),
    ("throw out", "delete remove membership"),
    ("remove from team", "delete organization membership"),
    ("leave", "delete membership"),
    ("fire", "delete membership"),
    ("cancel", "revoke cancel"),
    ("withdraw", "revoke"),
    ("take back", "revoke"),
    ("undo", "revoke"),
    ("invalidate", "revoke"),
    ("retract", "revoke"),
    ("rescind", "revoke"),
    // Keeping out and letting in.
    ("suspend", "ban"),
    ("shut out", "ban user"),
    ("keep out", "ban user"),
    ("prevent sign in", "ban user"),
    ("prevent signing in", "ban user"),
    ("abusive", "ban user"),
    ("ban email domain", "create blocklist identifier"),
    ("ban domain", "create blocklist identifier"),
    ("ban address", "create blocklist identifier"),
    ("block", "ban blocklist"),
    ("stop signing in", "ban user"),
    ("stop sign in", "ban user"),
    ("stop log in", "ban user"),
    ("stop logging in", "ban user"),
    ("disable account", "ban user"),
    ("deactivate", "ban"),
    ("let back", "unban unlock"),
    ("suspension was mistake", "unban"),
    ("lift ban", "unban"),
    ("undo ban", "unban"),
    ("remove ban", "unban"),
    ("end ban", "unban"),
    ("let in again", "unban unlock"),
    ("no longer banned", "unban"),
    ("lift suspension", "unban"),
    ("reinstate", "unban"),
    ("unblock", "unban"),
    ("unsuspend", "unban"),
    ("reactivate", "unban"),
    ("freeze", "lock"),
    ("locked out", "unlock"),
    ("too many attempts", "unlock"),
    ("too often", "unlock"),
    ("wrong password", "unlock"),
    ("block address", "create blocklist identifier"),
    ("block everybody", "create blocklist identifier"),
    ("block domain", "create blocklist identifier"),
    ("allow", "allow allowlist enable"),
    ("only let", "allowlist"),
    ("only invited", "update instance restrictions"),
    ("invite only", "update instance restrictions"),
    ("restrict sign up", "update instance restrictions"),
    ("only allow", "allowlist"),
    ("let sign up", "allowlist"),
    ("whitelist", "allowlist"),
    ("safelist", "allowlist"),
    ("blacklist", "blocklist"),
    ("denylist", "blocklist"),
    ("waiting", "waitlist"),
    ("wait list", "waitlist"),
    ("waiting list", "waitlist"),
    ("queue", "waitlist"),
    ("approve", "invite waitlist"),
    ("turn down", "reject waitlist"),
    ("decline", "reject waitlist"),
    // Sessions.
    ("log out", "revoke session"),
    ("logout", "revoke session"),
    ("sign out", "revoke session"),
    ("signout", "revoke session"),
    ("log off", "revoke session"),
    ("kick off", "revoke session"),
    ("end session", "revoke session"),
    ("log out everywhere", "revoke all sessions"),
    ("log out all", "revoke all sessions"),
    ("sign out everywhere", "revoke all sessions"),
    ("sign out all", "revoke all sessions"),
    ("kick off all", "revoke all sessions"),
    ("everywhere", "all sessions"),
    ("every device", "all sessions"),
    ("all device", "all sessions"),
    ("all session", "all sessions"),
    ("logged in", "list sessions"),
    ("inactive", "list users active"),
    ("hasn logged in", "list users active"),
    ("haven logged in", "list users active"),
    ("not logged in", "list users active"),
    ("last seen", "get user active"),
    ("signed in", "list sessions"),
    ("active now", "list sessions"),
    ("device", "session device"),
    ("login", "sign in session"),
    ("impersonate", "actor token"),
    ("log in as", "actor token sign in"),
    ("sign in as", "actor token sign in"),
    ("link sign in", "sign in token"),
    ("magic link", "sign in token"),
    ("sign in link", "sign in token"),
    // Signing in.
    ("2fa", "mfa"),
    ("two factor", "mfa"),
    ("second factor", "mfa"),
    ("multi factor", "mfa"),
    ("two step", "mfa"),
    ("authenticator", "totp"),
    ("authenticator app", "totp"),
    ("otp", "totp"),
    ("lost phone", "mfa totp"),
    ("new phone", "mfa totp"),
    ("recovery code", "backup code"),
    ("rescue code", "backup code"),
    ("security key", "passkey"),
    ("fingerprint", "passkey"),
    ("google", "external account oauth"),
    ("github", "external account oauth"),
    ("facebook", "external account oauth"),
    ("microsoft", "external account oauth"),
    ("apple", "external account oauth"),
    ("social", "external account"),
    ("connected account", "external account"),
    ("linked account", "external account"),
    ("external account", "external account"),
    ("leaked", "set compromised"),
    ("stolen", "set compromised"),
    ("hacked", "set compromised revoke all sessions"),
    ("breached", "set compromised"),
    ("reset password", "password update user compromised"),
    ("forgot password", "password"),
    ("single sign on", "sso saml enterprise connection"),
    ("sso", "sso saml enterprise connection"),
    ("okta", "saml enterprise connection"),
    ("entra", "saml enterprise connection"),
    ("identity provider", "saml enterprise connection"),
    ("provisioning", "directory scim"),
    ("directory sync", "directory scim"),
    ("crypto wallet", "web3 wallet"),
    ("ethereum", "web3 wallet"),
    ("sign up", "sign up"),
    ("signup", "sign up"),
    ("signed up", "list users created"),
    ("registered", "list users created"),
    ("joined", "list created"),
    // Addresses, pictures, messages.
    ("mail", "email"),
    ("email", "email"),
    ("email address", "email address"),
    ("mail address", "email address"),
    ("mailbox", "email address"),
    ("who email address", "list users"),
    ("with email address", "list users"),
    ("by email address", "list users"),
    ("mobile", "phone number"),
    ("cell", "phone number"),
    ("sms", "sms phone number"),
    ("telephone", "phone number"),
    ("phone", "phone number"),
    ("look up by phone number", "list users"),
    ("who phone number", "list users"),
    ("find by phone", "list users"),
    ("find by email", "list users"),
    ("look up by email", "list users"),
    ("avatar", "profile image"),
    ("picture", "profile image logo"),
    ("photo", "profile image"),
    ("icon", "logo"),
    ("invite", "create invitation"),
    ("invites", "invitation"),
    ("ask join", "create invitation"),
    ("join", "invitation membership"),
    ("again", "resend"),
    ("send again", "resend"),
    ("once more", "resend"),
    ("send once more", "resend"),
    ("never arrived", "resend"),
    ("did not get", "resend"),
    ("remind", "resend"),
    // The instance.
    ("plan", "plan subscription"),
    ("pay for", "billing subscription"),
    ("pay", "billing subscription"),
    ("paid", "billing subscription"),
    ("charge", "billing payment"),
    ("invoice", "billing statement"),
    ("bill", "billing statement"),
    ("balance", "credit balance"),
    ("refund", "adjust credit"),
    ("trial", "free trial"),
    ("voucher", "discount"),
    ("coupon", "discount"),
    ("custom claim", "jwt template"),
    ("token claim", "jwt template"),
    ("service account", "machine"),
    ("backend service", "machine"),
    ("public key", "jwks"),
    ("api token", "api key"),
    ("callback", "redirect url"),
    ("privilege", "permission"),
    ("rights", "permission"),
    ("setting", "settings"),
    ("subdomain", "domain"),
    ("webhook", "svix webhook"),
];

/// A phrase as stems, and the stems that replace it.
struct Synonym {
    phrase: Vec<String>,
    replacement: Vec<String>,
}

/// The table, with the longest phrases first: "service account" is not an account.
pub(super) struct Synonyms(Vec<Synonym>);

impl Synonyms {
    pub(super) fn new() -> Self {
        let synonym = |(phrase, replacement): &(&str, &str)| Synonym {
            phrase: all_stems(phrase).into_iter().map(|(stem, _)| stem).collect(),
            replacement: stems(replacement),
        };
        let mut table: Vec<_> = TABLE.iter().map(synonym).collect();
        table.sort_by_key(|synonym| std::cmp::Reverse(synonym.phrase.len()));
        Self(table)
    }

    /// The stems of a request without stop words, with the words of tools in place of phrases.
    pub(super) fn replaced(&self, request: &str) -> Vec<String> {
        let mut words: Vec<Option<(String, bool)>> = all_stems(request).into_iter().map(Some).collect();
        let mut found = Vec::new();
        for Synonym { phrase, replacement } in &self.0 {
            while let Some(places) = places(&words, phrase) {
                places.into_iter().for_each(|place| words[place] = None);
                found.extend_from_slice(replacement);
            }
        }
        let rest = words.into_iter().flatten().filter(|(_, is_stop)| !is_stop).map(|(stem, _)| stem);
        let mut all: Vec<String> = rest.chain(found).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Where the words of a phrase are, if they follow each other with few others in between.
fn places(words: &[Option<(String, bool)>], phrase: &[String]) -> Option<Vec<usize>> {
    let is = |place: usize, stem: &String| words[place].as_ref().is_some_and(|(word, _)| word == stem);
    (0..words.len()).find_map(|start| {
        let mut places: Vec<usize> = Vec::new();
        for stem in phrase {
            let mut reach = match places.last() {
                None => start..start + 1,
                Some(last) => last + 1..(last + 2 + BETWEEN).min(words.len()),
            };
            places.push(reach.find(|place| is(*place, stem))?);
        }
        Some(places)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn replaced(request: &str) -> Vec<String> {
        Synonyms::new().replaced(request)
    }

    #[test]
    fn a_phrase_is_found_with_other_words_in_between() {
        let kicked_out = replaced("kick out");
        assert!(kicked_out.contains(&"membership".to_owned()), "{kicked_out:?}");
        for request in ["kick them out", "kicking all of them out", "out of it: kick her out"] {
            assert!(kicked_out.iter().all(|word| replaced(request).contains(word)), "{request}");
        }
        for request in ["kick", "out kick", "kick Alan Mathison Turing right out"] {
            assert!(!replaced(request).contains(&"membership".to_owned()), "{request}");
        }
    }

    #[test]
    fn the_longest_phrase_counts() {
        assert_eq!(replaced("a service account"), ["machin"]);
        assert_eq!(replaced("an account"), ["user"]);
    }

    #[test]
    fn every_phrase_is_there_once() {
        let mut phrases: Vec<_> = TABLE.iter().map(|(phrase, _)| phrase).collect();
        phrases.sort_unstable();
        assert!(phrases.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
