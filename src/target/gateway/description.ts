/**
 * How a server is spoken to, as data: what a description file says (docs/targets/json.md has every word of it). Types
 * alone; config/description-file.ts reads it, and make.ts checks what depends on more than one place.
 */
import type { Field } from '../../record/table/fields.ts';

/** What stands in JSON, and in YAML. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain };

/** What is expected of a member of an answer, or (a plain value) that it is equal to it, as text. */
export type Expected =
  | string
  | number
  | boolean
  | readonly (string | number | boolean)[]
  | {
      /** It holds this text; capitals make no difference. */
      readonly has?: string | undefined;
      /** It is a number, or a text that is one, from here … */
      readonly from?: number | undefined;
      /** … to here. */
      readonly to?: number | undefined;
      /** It is there and not null; or, with `false`, it is not. */
      readonly present?: boolean | undefined;
    };

/** One row: answers that look so mean this. The first that fits holds. */
export interface AnswerRow {
  /** One status, or several, or `400-499`. Any when absent. */
  readonly status?: number | string | readonly number[] | undefined;
  /** What the body is. JSON unless given; `any` may be a page of somebody else. */
  readonly body?: 'json' | 'empty' | 'any' | undefined;
  /** JSON Pointers (RFC 6901) into the body, and what is expected there. */
  readonly where?: Readonly<Record<string, Expected>> | undefined;
  readonly means: string;
  /** By the contract of this server nothing was stored: the record is certainly not there. */
  readonly unsent?: boolean | undefined;
}

/** Where the server's id of what it stored is: the first of these pointers that leads somewhere; `key` is our own. */
export type ReceiptPlaces = readonly string[];

/** Where the reasons of a refusal are. Without it the usual places are looked at (explain.ts). */
export interface ReasonPlaces {
  /** A list of reasons; the pointers below start from each of its items. One reason in the whole answer when absent. */
  readonly list?: string | undefined;
  readonly field?: string | undefined;
  readonly code?: string | undefined;
  readonly message?: string | undefined;
}

export interface Submission {
  readonly method: 'POST' | 'PUT';
  /** Below the address of the server; a template. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly contentType: string;
  /** A template; with `{{records}}` in it many records go in one request, and `record` is what each of them is. */
  readonly body: Plain;
  readonly record?: Plain | undefined;
  /** Of many records: the most in one request. */
  readonly most?: number | undefined;
  readonly answers: readonly AnswerRow[];
  readonly receipt: ReceiptPlaces;
  /** Of many records: where their results are, and what each of them means. */
  readonly results?:
    | {
        readonly list: string;
        /** In each result: our key. */
        readonly key: string;
        readonly answers: readonly AnswerRow[];
        readonly receipt: ReceiptPlaces;
      }
    | undefined;
}

export interface LookUp {
  /** A template of what is known of a record that is asked for. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly answers: readonly AnswerRow[];
  readonly receipt: ReceiptPlaces;
  /** Where the answer is a list: in it the record is sought, and where it is not there it is nowhere. */
  readonly list?:
    | {
        readonly at: string;
        /** Pointers into an item, and what stands there of ours (templates). */
        readonly where: Readonly<Record<string, string>>;
        /** Where the server says how many there are: a list with fewer is a page of it, and proves nothing. */
        readonly total?: string | undefined;
      }
    | undefined;
}

export interface PersonQuestion {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly answers: readonly AnswerRow[];
  /** Where the server's reference to the person is: `{{person}}` in what is sent. */
  readonly reference: string;
}

export interface Signing {
  /** The name of a secret. */
  readonly secret: string;
  readonly timestamp: 'seconds' | 'milliseconds' | 'iso';
  /** What is signed; a template. */
  readonly text: string;
  readonly encoding: 'base64' | 'hex';
  readonly headers: Readonly<Record<string, string>>;
}

export interface Description {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly submit: Submission;
  readonly find?: LookUp | undefined;
  readonly person?: PersonQuestion | undefined;
  /** The header by which the server knows a request that it has had. */
  readonly idempotency?:
    | {
        readonly header: string;
        readonly quoted: boolean;
        /** How long the server remembers a key, in milliseconds. */
        readonly life: number;
      }
    | undefined;
  /**
   * The same record sent again is one effect at this server, whenever: it is known again (`safe`), or it replaces what
   * is there (`overwrites`, an upsert), and so does a corrected one.
   */
  readonly resending?: 'safe' | 'overwrites' | undefined;
  readonly signing?: Signing | undefined;
  readonly reasons?: ReasonPlaces | undefined;
  /** What the server calls a field, or a word of its messages → which of ours that is. */
  readonly fields?: Readonly<Record<string, string>> | undefined;
  /** Ours → theirs; null leaves the member out. */
  readonly tables?: Readonly<Record<string, Readonly<Record<string, string | number | boolean | null>>>> | undefined;
}

/** What is wrong with a description: where, and what would be right. */
export type Path = readonly (string | number)[];

/** Fields by which a clerk is shown what the server means. */
export type Meanings = ReadonlyMap<string, Field>;
