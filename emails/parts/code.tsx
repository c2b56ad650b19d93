import { Text } from 'react-email';
import { showCode } from '../../domain/code';
import type { View } from '../message';
import { look } from './look';
import { Line, LinkButton } from './text';

/**
 * The code, written so that it can be said, and the way to the receipt.
 * @param props.over there is nothing left to change or cancel
 */
export function Code({ view, over = false }: { view: View; over?: boolean }) {
  const { letter, t, links } = view;
  return (
    <>
      <Text style={look.text}>
        <strong>{t.mail_code()}</strong>
        <br />
        <span style={look.code}>{showCode(letter.receipt.code)}</span>
      </Text>
      {!over && <Line>{t.mail_code_use()}</Line>}
      <LinkButton href={links.receipt}>{over ? t.mail_open_receipt() : t.mail_change()}</LinkButton>
    </>
  );
}
