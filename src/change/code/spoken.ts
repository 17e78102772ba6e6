import { isProse } from '../data-items.ts';

/** Names under which a text is an instruction, whatever it says. */
const NAMED =
  /prompt|instruction|system_?(?:message|text)?$|persona|preamble|guidance|guideline|back_?story|few_?shot|^content$|^goal$|^role$/i;
/** Names and calls whose texts are shown to people, or tell what went wrong. */
const SHOWN =
  /(?:^|_)(?:label|placeholder|tooltip|alt|toast|alert|caption|helper|help|usage|error|errors|warn|warning|exception|sql|css|html|class_?name|url|href|license|print|echo|notify|notification|tool_output|flash|raise|abort|fail)(?:_|$)/u;

/** Calls that answer a request: what they are given is read by whoever asked. */
const ANSWERS = /^(?:(?:Next|JSON|Http|Plain(?:Text)?)?Response|HTTPException|jsonify)$/u;

/** Whether what has this name, or is given to a call of this name, is for people. */
export function isShown(name: string): boolean {
  return ANSWERS.test(name) || SHOWN.test(name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase());
}

const ADDRESSES =
  /\b(?:you(?:r|['’]re)?|the (?:user|assistant|customer|model)(?:['’]s)?)\b|^\s*(?:answer|respond|reply|return|extract|summari[sz]e|generate|write|given|based on|classify|translate|analy[sz]e|rewrite|create|identify|provide|do not|don['’]t|never|always|only|act as|think|evaluate|determine|decide|ignore|ensure|use)\b/imu;
const ELSEWHERE =
  /(?:^|[^\p{L}])(?:du bist|sie sind|tu es|vous êtes|eres|você é|sei un)(?![\p{L}])|你是|您是|あなたは|당신은/iu;
const CODE = /^\s*(?:<!doctype|<\?xml|<html|<div|<svg|select\b|insert\b|create table|#!\/)/i;
const FEWEST_WORDS = 8;

/** Whether a text of a program is written for a model: by its name, or because it speaks to whoever reads it. */
export function isSpoken(text: string, name: string): boolean {
  if (!isProse(text) || CODE.test(text)) return false;
  if (NAMED.test(name)) return true;
  if (SHOWN.test(name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase()) || SHOWN.test(name))
    return false;
  if (ELSEWHERE.test(text)) return true;
  return text.trim().split(/\s+/u).length >= FEWEST_WORDS && ADDRESSES.test(text);
}
