//! Whatever a client sends, the servers go on: no crash, no hang, no answer lost, and nothing but the protocol comes
//! back.
//!
//! The server's own tests look at single answers in its process. Here the process itself is held against input that no
//! client should send, and each valid request beside it must be answered as if it were alone.

mod clerk;
mod client;
mod floods;
mod fuzz;
mod heads;
mod http;
mod lines;
mod load;
mod messages;
mod stdio;
mod web;
