//! Request paths that cannot climb, branch off or end early.
//!
//! A path is made of words known when the program is compiled and of values whose type has checked them: typed ids and
//! numbers. A `String` is no such value, so a model's text cannot get into a path without being parsed first. Every
//! segment is checked against the allow-list all the same, literals too: a leaked string has the type of a literal.

use std::borrow::Cow;

use super::error::ClerkError;
use super::excerpt::excerpt;
use super::ids::{
    EmailAddressId, ImageId, InvitationId, OrganizationId, OrganizationInvitationId, OrganizationMembershipId,
    OrganizationRef, OrganizationSlug, PhoneNumberId, SessionId, UserId, Web3WalletId,
};

/// Keeps [`PathSegment`] and [`IntoPath`] to the types of this crate that are known to be checked.
pub trait Sealed {}

/// One part of a request path: a literal, a typed id (owned or by reference), or an unsigned number.
///
/// Sealed: what may stand in a path is decided here alone.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be part of a request path",
    label = "neither a literal nor a checked id",
    note = "parse it to a typed id first, such as `UserId::parse(text)?` or `OrganizationId::parse(text)?`",
    note = "a text that nothing has checked could lead the request to another endpoint"
)]
pub trait PathSegment: Sealed {
    /// The segment as it stands in the path.
    #[doc(hidden)]
    fn as_segment(&self) -> Cow<'_, str>;
}

/// What a request can be addressed to: a literal (`"users/count"`), or a tuple of one to six segments
/// (`("users", user_id, "metadata")`), below `/v1/` and without it.
///
/// Sealed, like [`PathSegment`]. A text that nothing has checked does not compile:
///
/// ```compile_fail,E0277
/// # fn example(clerk: &clerk_toolkit::client::ClerkClient, text: String) {
/// let request = clerk.get(("users", text));
/// # }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a request path",
    label = "neither a literal nor a tuple of segments",
    note = "write a literal such as `\"users/count\"`, or a tuple such as `(\"users\", user_id)` in which every text from \
            outside is parsed to a typed id"
)]
pub trait IntoPath: Sealed {
    /// The path, checked, without a slash at either end.
    ///
    /// # Errors
    ///
    /// [`ClerkError::InvalidPath`] where a segment is empty or contains anything but letters, digits, `_` and `-`
    /// (and, in a literal, single slashes between words).
    fn into_path(self) -> Result<String, ClerkError>;
}

impl Sealed for &'static str {}
impl PathSegment for &'static str {
    fn as_segment(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }
}

impl<T: PathSegment> Sealed for &T {}
impl<T: PathSegment> PathSegment for &T {
    fn as_segment(&self) -> Cow<'_, str> {
        (**self).as_segment()
    }
}

macro_rules! id_segments {
    ($($id:ident)+) => {$(
        impl Sealed for $id {}
        impl PathSegment for $id {
            fn as_segment(&self) -> Cow<'_, str> {
                self.as_str().into()
            }
        }
    )+};
}

id_segments!(UserId OrganizationId InvitationId OrganizationInvitationId OrganizationMembershipId SessionId EmailAddressId PhoneNumberId Web3WalletId ImageId OrganizationSlug OrganizationRef);

macro_rules! number_segments {
    ($($number:ty)+) => {$(
        impl Sealed for $number {}
        impl PathSegment for $number {
            fn as_segment(&self) -> Cow<'_, str> {
                self.to_string().into()
            }
        }
    )+};
}

number_segments!(u8 u16 u32 u64 usize);

impl IntoPath for &'static str {
    fn into_path(self) -> Result<String, ClerkError> {
        (self,).into_path()
    }
}

macro_rules! tuple_paths {
    ($($($segment:ident)+;)+) => {$(
        impl<$($segment: PathSegment),+> Sealed for ($($segment,)+) {}
        impl<$($segment: PathSegment),+> IntoPath for ($($segment,)+) {
            #[allow(non_snake_case)]
            fn into_path(self) -> Result<String, ClerkError> {
                let ($($segment,)+) = self;
                join(&[$($segment.as_segment()),+])
            }
        }
    )+};
}

tuple_paths! {
    A;
    A B;
    A B C;
    A B C D;
    A B C D E;
    A B C D E F;
}

fn join(segments: &[Cow<'_, str>]) -> Result<String, ClerkError> {
    match segments.iter().find(|segment| !segment.split('/').all(is_word)) {
        Some(segment) => Err(ClerkError::InvalidPath { segment: excerpt(segment, 40) }),
        None => Ok(segments.join("/")),
    }
}

/// `.` and `..` fall out with every other dot.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

#[cfg(test)]
mod tests {
    use super::super::{OrganizationRef, UserId};
    use super::*;

    #[test]
    fn literals_ids_and_numbers_are_joined() {
        let user = UserId::parse("user_1").unwrap();
        let organization = OrganizationRef::parse("acme-inc").unwrap();
        assert_eq!("users/count".into_path().unwrap(), "users/count");
        assert_eq!(("users", &user, "metadata").into_path().unwrap(), "users/user_1/metadata");
        assert_eq!(("organizations", organization, "memberships", user).into_path().unwrap(), {
            "organizations/acme-inc/memberships/user_1"
        });
        assert_eq!(("a", 1_u8, 2_u64, "b/c", "d", "e").into_path().unwrap(), "a/1/2/b/c/d/e");
    }

    #[test]
    fn a_segment_outside_the_allow_list_is_refused_by_name() {
        let hostile = [
            "",
            ".",
            "..",
            "/users",
            "users/",
            "users//count",
            "users/../jwks",
            "a b",
            "a?b",
            "a#b",
            "a%2fb",
            "a\\b",
            "a:b",
            "a\0",
            "\t..",
            "usеrs",
            "ｕsers",
            "a;b",
            "a@b",
            "a.b",
            "a\r\nb",
        ];
        for text in hostile {
            for path in [text.into_path(), ("users", text).into_path(), (text, "users").into_path()] {
                match path {
                    Err(ClerkError::InvalidPath { segment }) => {
                        assert_eq!(segment, excerpt(text, 40))
                    }
                    other => panic!("{text:?} gave {other:?}"),
                }
            }
        }
    }
}
