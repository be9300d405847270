//! A toolkit that acts for a session: an agent never has more rights than the person it acts for.

mod binding;
mod claims;
mod offering;
mod permissions;
mod state;
mod ways_round;
