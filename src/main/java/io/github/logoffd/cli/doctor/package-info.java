/**
 * Commands for an installation with a problem: {@code doctor} checks it, {@code support} packs what a bug report needs.
 * Each check is a class that returns one {@code Finding}; {@code Examination} runs them all.
 */
package io.github.logoffd.cli.doctor;
