//! Sign-ups, and the tokens with which people sign in without a password.

use serde_json::{Map, Value};

use super::super::ids::{Segment, SessionId, SignInTokenId, SignUpId, UserId};
use super::super::times::UnixMillis;

resource! {
    /// A sign-up: somebody who is becoming a user.
    SignUp as "sign_up_attempt" {
        /// The sign-up's id.
        [concise] id: SignUpId,
        /// `missing_requirements`, `complete`, `abandoned`, or a value that Clerk adds later.
        [concise] status: &str,
        /// The fields that the instance requires.
        required_fields: Vec<&str>,
        /// The fields that may be given.
        optional_fields: Vec<&str>,
        /// The required fields that are still missing.
        [concise] missing_fields: Vec<&str>,
        /// The fields that still have to be verified.
        [concise] unverified_fields: Vec<&str>,
        /// What is to be verified next, by field.
        verifications: &Map<String, Value>,
        /// The email address.
        [concise untrusted] email_address: &str,
        /// The phone number.
        [concise untrusted] phone_number: &str,
        /// The address of the web3 wallet.
        [untrusted] web3_wallet: &str,
        /// The user name.
        [concise untrusted] username: &str,
        /// The first name.
        [concise untrusted] first_name: &str,
        /// The last name.
        [concise untrusted] last_name: &str,
        /// Whether a password was given.
        password_enabled: bool,
        /// The preferred language, a BCP 47 tag such as `de-CH`.
        [untrusted] locale: &str,
        /// The id of the person in your own system.
        [concise] external_id: &str,
        /// Whether a backend has to do something before the sign-up is complete.
        custom_action: bool,
        /// Data that the browser sent.
        [customer untrusted] unsafe_metadata: &Map<String, Value>,
        /// Data from an invitation.
        [customer] public_metadata: &Map<String, Value>,
        /// The session that was created on completion.
        created_session_id: SessionId,
        /// The user that was created on completion.
        [concise] created_user_id: UserId,
        /// When it ends if it is not completed.
        [concise] abandon_at: UnixMillis,
        /// When the person accepted the legal documents.
        legal_accepted_at: UnixMillis,
    }
}

resource! {
    /// A token with which a user signs in once, without a password.
    SignInToken as "sign_in_token" {
        /// The token's id.
        [concise] id: SignInTokenId,
        /// The user who can sign in with it.
        [concise] user_id: UserId,
        /// `pending`, `accepted`, `revoked`, or a value that Clerk adds later.
        [concise] status: &str,
        /// The token itself.
        [secret] token: &str,
        /// A link that signs in the person who opens it.
        [link] url: &str,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}

resource! {
    /// A token with which somebody signs in as another user.
    ActorToken as "actor_token" {
        /// The token's id.
        [concise] id: Segment,
        /// The user who is impersonated.
        [concise] user_id: UserId,
        /// Who impersonates the user; its `sub` is that person.
        [customer concise] actor: &Map<String, Value>,
        /// `pending`, `accepted`, `revoked`, or a value that Clerk adds later.
        [concise] status: &str,
        /// The token itself.
        [secret] token: &str,
        /// A link that signs in the person who opens it.
        [link] url: &str,
        /// When it was created.
        [concise] created_at: UnixMillis,
        /// When it was last changed.
        updated_at: UnixMillis,
    }
}
