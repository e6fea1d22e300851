/** The flags of `init`: one for each of its questions. */
import type { Command } from 'commander';
import type { HelpTexts } from '../text/help.ts';

export function initOptions(command: Command, { options }: HelpTexts): Command {
  return command
    .option('--yes', options.yes)
    .option('--type <kind>', options.serverType)
    .option('--url <address>', options.serverUrl)
    .option('--allow-http', options.allowHttp)
    .option('--description <file>', options.description)
    .option('--folder <folder>', options.filesFolder)
    .option('--format <csv|xlsx|fhir>', options.filesFormat)
    .option('--auth <way>', options.auth)
    .option('--username <name>', options.username)
    .option('--token-url <address>', options.tokenUrl)
    .option('--client-id <name>', options.clientId)
    .option('--secret-file <file>', options.secretFile)
    .option('--secret-command <command>', options.secretCommand)
    .option('--facility <name>', options.facility)
    .option('--location <name>', options.location)
    .option('--practitioner <number>', options.practitioner)
    .option('--program <name>', options.dhis2Program)
    .option('--nik-attribute <name>', options.nikAttribute)
    .option('--name-attribute <name>', options.nameAttribute)
    .option('--vaccine-element <name>', options.vaccineElement)
    .option('--dose-element <name>', options.doseElement)
    .option('--time-zone <zone>', options.doseZone)
    .option('--no-test', options.noTest);
}
