import type { Translated } from '../catalogue.ts'
import type { legal as ko } from '../ko/legal.ts'

export const legal: Translated<typeof ko> = {
  terms_page: 'Terms of use · Maru',
  terms_title: 'Terms of use',
  terms_lead: 'What companies in phone distribution promise each other when they use Maru.',
  'terms.1.title': 'Who it is for',
  'terms.1.text':
    'Maru is a service for the work of headquarters, agencies, shops and their staff. Only people approved by a company can use it.',
  'terms.2.title': 'Joining',
  'terms.2.text':
    'You apply with a company code or an invitation link, and begin once an admin of the company above or of your own approves. An application that is not true can be refused, or stopped later.',
  'terms.3.title': 'Your account',
  'terms.3.text':
    'An account belongs to one person. Do not share the password or the authenticator app; if either gets out, change it at once and tell your admin.',
  'terms.4.title': 'Customers’ data',
  'terms.4.text':
    'What you enter about a customer is used for that order only. Resident registration numbers and card numbers are entered nowhere. Whoever looks at an unmasked value leaves a record that the company can read.',
  'terms.5.title': 'Amounts and records',
  'terms.5.text':
    'Policies, orders, rebates and settlements follow the policy version of the moment an order was placed, and are not deleted. Mistakes are put right by a correction, not by rewriting. Companies pay each other themselves; Maru neither holds nor sends money.',
  'terms.6.title': 'Stopping',
  'terms.6.text':
    'An admin can stop a person, and a company the companies below it, giving a reason. It takes effect with the next request; records up to then remain. To leave, ask your admin.',
  'terms.7.title': 'Responsibility',
  'terms.7.text':
    'The operator works to keep the service running and right, and answers by law for damage done on purpose or by neglect. Maintenance is announced.',
  'terms.8.title': 'Changes',
  'terms.8.text':
    'Changes are announced 7 days ahead, and 30 days ahead if they are to your disadvantage. The law of the Republic of Korea applies.',
  privacy_page: 'Privacy · Maru',
  privacy_title: 'Privacy notice',
  privacy_lead: 'What we take, why, and how long it stays, as it is.',
  'privacy.1.title': 'What we take',
  'privacy.1.text':
    'Name, username, password, e-mail address, phone number and company. For a new company also its name, business registration number, address and phone. While you use it, your network address, the time, the name of the device and what you do are recorded.',
  'privacy.2.title': 'What for',
  'privacy.2.text':
    'To know who you are, to approve applications, to reach you at work, to tell you of new devices and changed passwords, and to find abuse. Not for advertising.',
  'privacy.3.title': 'How long',
  'privacy.3.text':
    'Account data stay as long as the account. Records of access and work stay at least 2 years, those of trade and settlement as long as the law asks. A customer’s account number is erased or cut to 4 digits when the order ends.',
  'privacy.4.title': 'Who sees it',
  'privacy.4.text':
    'Admins of your company and of those above it, as far as their work needs. It is given to no other company and no third party. If hosting or mail is done by somebody else, their name is written here.',
  'privacy.5.title': 'How it is kept safe',
  'privacy.5.text':
    'Passwords are kept in a form that cannot be turned back; account numbers are encrypted. A screen shows only what the viewer may see, and looking at a full value is recorded with its reason.',
  'privacy.6.title': 'Cookies',
  'privacy.6.text':
    'Only those that keep you logged in and recognise the device. Theme, language and unfinished entries stay on this device. There is no tracking by other companies.',
  'privacy.7.title': 'Your rights',
  'privacy.7.text':
    'See and correct your data in the settings. For deletion or a stop of processing ask your company’s admin. You may refuse to agree; then you cannot join.',
  'privacy.8.title': 'Questions and changes',
  'privacy.8.text':
    'Ask your company’s admin, who passes it on to the operator. Changes are announced 7 days ahead.',
  in_force: 'In force from 1 November 2026.',
}
