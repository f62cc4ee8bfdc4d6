package io.github.logoffd.control.request;

/**
 * Logon that no longer exists, as its Key names it; nothing else of it is known.
 *
 * @param key the Key of the request
 * @param id the unique id of its session
 */
public record GoneLogon(String key, long id) {}
