//! Clerk's ids, and those of an application, as types of arguments.

use crate::client::every_id;
use crate::tool::__private::ArgumentType;

macro_rules! argument_types {
    ($($id:ident)+) => {$(impl ArgumentType for crate::client::$id {})+};
}

every_id!(argument_types);

/// Declares a type of ids of your own: its name, what it identifies, and the prefix.
///
/// Such an id can do what [`UserId`](crate::client::UserId) can: it is an argument of a tool, a segment of a path, and a
/// value in a query. It can only be created from its prefix followed by 1 to 64 letters and digits, so it is safe in the
/// path of a URL.
///
/// ```
/// use clerk_toolkit::client::{ClerkClient, Result};
/// use clerk_toolkit::{clerk_tool, id_type, serde_json::Value};
///
/// id_type! {
///     /// The id of a voucher.
///     pub VoucherId, "a voucher", "vou_";
/// }
///
/// /// Read one voucher.
/// #[clerk_tool(effect = read, endpoint = "GET /vouchers/{voucher_id}")]
/// async fn get_voucher(
///     clerk: &ClerkClient,
///     /// `vou_…`
///     voucher_id: VoucherId,
/// ) -> Result<Value>;
///
/// assert_eq!(VoucherId::parse("vou_5")?.as_str(), "vou_5");
/// let error = VoucherId::parse("../users").unwrap_err();
/// assert_eq!(error.to_string(), "`../users` is not a voucher id: expected `vou_` followed by letters and digits");
/// # Ok::<(), clerk_toolkit::client::InvalidId>(())
/// ```
///
/// For an id without a prefix, use [`Segment`](crate::client::Segment).
#[macro_export]
macro_rules! id_type {
    ($($(#[$attribute:meta])* $visibility:vis $name:ident, $kind:literal, $prefix:literal;)+) => {$(
        $crate::__id! { $(#[$attribute])* $visibility $name, $kind, $prefix }
        $crate::__id_segment!($name);
        impl $crate::tool::__private::ArgumentType for $name {}
    )+};
}
