import { Body, Container, Head, Heading, Hr, Html, Text } from 'react-email';
import type { ReactNode } from 'react';
import type { Site } from '../../db/site';
import type { Speech } from '../../domain/language/speech';
import { look } from './look';

/** Every mail: what happened first, who sends it last. No image, no script, nothing fetched from anywhere. */
export function Frame(props: {
  t: Speech;
  subject: string;
  said: string;
  site: Site;
  /** Why one gets it. */
  because: string;
  children: ReactNode;
}) {
  const { t, site } = props;
  // said of the body as well, which would else say that it is in English
  const speech = { lang: t.language, dir: t.site_direction() === 'rtl' ? 'rtl' : 'ltr' } as const;
  return (
    <Html {...speech}>
      <Head>
        <meta name="color-scheme" content="light dark" />
        <title>{props.subject}</title>
      </Head>
      <Body {...speech} style={look.page}>
        <Container style={look.sheet}>
          <Heading as="h1" style={look.said}>
            {props.said}
          </Heading>
          {props.children}
          <Hr style={look.rule} />
          <Text style={look.small}>{t.mail_sent_by({ site: site.name, operator: site.operator })}</Text>
          <Text style={look.small}>{props.because}</Text>
        </Container>
      </Body>
    </Html>
  );
}
