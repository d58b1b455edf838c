CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;

CREATE TRIGGER journal_jamais_change BEFORE UPDATE OR DELETE ON journal
FOR EACH ROW EXECUTE FUNCTION journal_refuse();

CREATE TRIGGER journal_jamais_vide BEFORE TRUNCATE ON journal
FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse();

CREATE FUNCTION journal_suit() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
  IF NEW.rang <> (SELECT COALESCE(MAX(rang), 0) + 1 FROM journal)
    OR NEW.precedent <> COALESCE((SELECT empreinte FROM journal ORDER BY rang DESC LIMIT 1), '') THEN
    RAISE EXCEPTION 'an entry follows the last one of the journal';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER journal_enchaine BEFORE INSERT ON journal
FOR EACH ROW EXECUTE FUNCTION journal_suit();

ALTER TABLE journal ADD COLUMN role TEXT NOT NULL DEFAULT session_user;
