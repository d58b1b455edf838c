CREATE TRIGGER journal_jamais_change BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_jamais_efface BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER journal_enchaine BEFORE INSERT ON journal
WHEN NEW.rang <> (SELECT COALESCE(MAX(rang), 0) + 1 FROM journal)
  OR NEW.precedent <> COALESCE((SELECT empreinte FROM journal WHERE rang = NEW.rang - 1), '')
  OR EXISTS (SELECT 1 FROM journal WHERE empreinte = NEW.empreinte)
BEGIN SELECT RAISE(ABORT, 'an entry follows the last one of the journal'); END;
