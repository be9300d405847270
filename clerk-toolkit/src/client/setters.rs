//! Setters of the structs that applications fill in for a request.

/// Writes a setter for each optional field. The structs are `#[non_exhaustive]`, so that a new field of Clerk's is no
/// breaking change.
macro_rules! setters {
    ($name:ident { $($field:ident: $ty:ty,)+ }) => {
        impl $name {
            $(
                #[doc = concat!("Sets the field `", stringify!($field), "`.")]
                #[must_use]
                pub fn $field(mut self, $field: impl Into<$ty>) -> Self {
                    self.$field = Some($field.into());
                    self
                }
            )+
        }
    };
}
pub(super) use setters;
